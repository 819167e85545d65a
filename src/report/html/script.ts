import { createHash } from 'node:crypto'

/** Without it the page works too: the choice of language is two radio buttons and CSS. This starts with the reader's. */
export const SCRIPT = `(function(){var d=document,e=d.getElementById('choose-en'),k=d.getElementById('choose-ko');
function mark(){d.documentElement.lang=k.checked?'ko':'en'}
if(/^ko/i.test(navigator.language||''))k.checked=true;
e.addEventListener('change',mark);k.addEventListener('change',mark);mark()})();`

/** What the page may do: show itself, with this style and this script, and reach nothing. */
export const CONTENT_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  `script-src 'sha256-${createHash('sha256').update(SCRIPT, 'utf8').digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')
