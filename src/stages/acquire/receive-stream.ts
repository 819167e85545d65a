import { createReadStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { ManifestFile } from '../../domain/manifest.ts'
import type { Message } from '../../domain/report-model.ts'
import type { Case } from '../../store/case.ts'
import { fileFault } from './file-fault.ts'
import { STANDARD_INPUT } from './find-files.ts'
import type { ManifestIndex } from './manifest-index.ts'
import { Registrar, type Registration } from './open-file.ts'
import { storedName } from './places.ts'
import { isOneObject, isRemote, objectsOf, remoteContent, RemoteFault, remoteName } from './remote.ts'
import { writeStored } from './write-stored.ts'

const inputOf = (theCase: Case, stream: string): AsyncIterable<Uint8Array> => {
  if (isRemote(stream)) return remoteContent(theCase.engine, stream)
  return stream === STANDARD_INPUT ? process.stdin : createReadStream(stream)
}

/** A stream, or each of the objects that it stands for; what the bucket says where it gives none. */
export const streamsOf = async (theCase: Case, stream: string): Promise<readonly (string | Registration)[]> => {
  if (!isRemote(stream)) return [stream]
  const name = remoteName(stream)
  const fault = (code: string, values: Message['values']): readonly Registration[] => [
    { files: [], problems: [{ code, values }] },
  ]
  try {
    const objects = await objectsOf(theCase.engine, stream)
    return objects.length === 0 ? fault('acquire/no-match', { path: name }) : objects
  } catch (error) {
    if (!(error instanceof RemoteFault)) throw error
    return fault('acquire/remote', { path: name, detail: error.message })
  }
}

/**
 * What can be read once only, standard input or a pipe, and what lies elsewhere, is copied into the case, hashed while it passes, and registered
 * like a file. A copy that a killed run left half is written over by the next.
 */
export const receiveStream = async (
  theCase: Case,
  stream: string,
  index: ManifestIndex,
  input: AsyncIterable<Uint8Array> = inputOf(theCase, stream),
): Promise<Registration> => {
  const name = isRemote(stream) ? remoteName(stream) : stream
  const stored = storedName(index.next, 'received')
  const target = path.join(theCase.dir, stored)
  const modified = new Date().toISOString()
  const registrar = new Registrar(theCase, index)
  const known: ManifestFile[] = []
  if (isRemote(stream) && !isOneObject(stream)) {
    registrar.note({ code: 'acquire/remote-many', values: { path: name } })
    return registrar.registration
  }
  try {
    const written = await writeStored(`${target}.part`, input)
    const again = index.at(name).find(({ sha256 }) => sha256 === written.sha256)
    if (written.bytes > 0n && again === undefined) {
      await rename(`${target}.part`, target)
      await registrar.register({ path: name, member: null, modified, from: null, stored, extends: null }, written)
    } else {
      await rm(`${target}.part`)
      if (again !== undefined) known.push(again)
      if (written.bytes === 0n) registrar.note({ code: 'acquire/empty', values: { path: name } })
    }
    if (written.broken) registrar.note({ code: 'acquire/remote-torn', values: { path: name } })
  } catch (error) {
    registrar.note(
      error instanceof RemoteFault
        ? { code: 'acquire/remote', values: { path: name, detail: error.message } }
        : fileFault(name, error),
    )
  }
  return { ...registrar.registration, known }
}
