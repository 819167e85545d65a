import path from 'node:path'
import { evidenceName, type ManifestFile } from '../../domain/manifest.ts'
import type { Case } from '../../store/case.ts'
import { manifestOf } from '../acquire.ts'
import { contentOf } from '../acquire/content.ts'
import { ManifestIndex } from '../acquire/manifest-index.ts'
import { Registrar } from '../acquire/open-file.ts'
import { linkOf, storedName } from '../acquire/places.ts'
import { writeStored } from '../acquire/write-stored.ts'
import { recordProblems } from '../problems.ts'

/** Takes out of a file whose compressed data is torn or damaged what can be read, as a file of its own. */
export const salvage = async (theCase: Case, file: ManifestFile): Promise<void> => {
  const index = new ManifestIndex(manifestOf(theCase))
  const registrar = new Registrar(theCase, index)
  const stored = storedName(index.next, 'extracted')
  const link = linkOf(theCase.dir, file)
  const content = contentOf(theCase.engine, { file: link, link, compression: file.compression })
  const written = await writeStored(path.join(theCase.dir, stored), content)
  const { member, modified } = file
  if (written.bytes > 0n)
    await registrar.register(
      { path: file.path, member, modified, from: file.number, stored, extends: null },
      written,
      1,
    )
  const { files, problems } = registrar.registration
  theCase.store.transaction(() => {
    theCase.store.put('file', String(file.number), { ...file, opened: 'damaged' })
    for (const one of files) theCase.store.put('file', String(one.number), { ...one })
    recordProblems(theCase, [{ code: 'ingest/damaged', values: { path: evidenceName(file) } }, ...problems])
  })
}
