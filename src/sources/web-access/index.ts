import type { SourceKind } from '../source-kind.ts'
import { compileWebAccess } from './compile.ts'
import { NAMED_FORMATS } from './format.ts'
import { readWebAccess } from './read.ts'
import { fitsWebAccess, recogniseWebAccess } from './recognise.ts'

export const webAccess: SourceKind = {
  id: 'web-access',
  title: 'nginx, Apache and Tomcat access logs',
  description:
    'One line a request: combined, common, vhost_combined, or any nginx log_format or Apache LogFormat string.',
  recognise: recogniseWebAccess,
  compile: compileWebAccess,
  read: readWebAccess,
  variants: Object.keys(NAMED_FORMATS),
  fits: fitsWebAccess,
}
