import type { Certificate, Report } from '../../../domain/report-model.ts'
import { htmlLines } from '../../escape/html.ts'
import { html, type Markup, NOTHING, raw } from '../markup.ts'
import { body, note, type Section } from '../section.ts'
import { certificateAnchor, type View } from '../view.ts'

/** How each number was counted, so that anybody can count it again. */
export const certificatesSection = ({ certificates }: Report, view: View): Section => ({
  id: 'certificates',
  title: 'label/certificates',
  body:
    certificates.length === 0
      ? null
      : body(
          note(view, 'label/certificates-note'),
          ...certificates.map((certificate) => certificateMarkup(certificate, view)),
        ),
})

const certificateMarkup = (
  { id, definition, sql, params, evidence, engine, result }: Certificate,
  view: View,
): Markup => html`<article class="certificate" id="${certificateAnchor(id)}">
<h3>${view.say(definition)}</h3>
<dl>
<div><dt>${view.label('label/certificate')}</dt><dd><code>${id}</code></dd></div>
<div><dt>${view.label('label/result')}</dt><dd><code class="result">${result}</code></dd></div>
${parameters(params, view)}<div><dt>${view.label('label/evidence-digest')}</dt><dd><code class="digest">${evidence}</code></dd></div>
<div><dt>${view.label('label/engine')}</dt><dd>ClickHouse ${engine}</dd></div>
</dl>
<pre tabindex="0"><code>${raw(htmlLines(sql))}</code></pre>
</article>`

const parameters = (params: Certificate['params'], view: View): Markup => {
  const entries = Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1))
  if (entries.length === 0) return NOTHING
  return html`<div><dt>${view.label('label/parameters')}</dt><dd>${entries.map(([name, value]) => html`<code>${name} = ${textOf(value)}</code><br>`)}</dd></div>
`
}

const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, member: unknown) => (typeof member === 'bigint' ? member.toString() : member)) ?? ''
