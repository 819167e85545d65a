/** Names of query parameters by whose values a person is found, with what the answer is then known to be about (dpv). */
const IDENTIFYING: readonly { readonly name: RegExp; readonly category: string }[] = [
  { name: /^(?:e-?mail|mail|emailaddress|mailaddress|correo|courriel|이메일|메일)$/u, category: 'EmailAddress' },
  {
    name: /^(?:phone|phoneno|phonenumber|telephone|tel|telno|telefono|telefon|telefone|mobile|mobileno|movil|celular|cell|handy|msisdn|전화|전화번호|휴대폰|휴대전화)$/u,
    category: 'TelephoneNumber',
  },
  {
    name: /^(?:ssn|dni|nif|nie|cpf|nino|curp|pesel|bsn|rrn|jumin|passport|passportno|nationalid|personnummer|주민번호|주민등록번호)$/u,
    category: 'PersonalData',
  },
]

/** Words of routes to which a link in a mail leads, which other programs follow before its reader does. */
const LINK_OF_A_MAIL =
  /unsubscribe|opt-?out|confirm|verif|activat|invit|track|pixel|click|redirect|preferences|abmelden|desuscri|baja\b/i

/** What a query parameter's name says of the person that its values find; null where it is no such name. */
export const identifiedBy = (parameter: string): string | null => {
  const name = parameter.toLowerCase().replace(/^(?:customer|member|user|client)[-_]?|[-_.]/g, '')
  return IDENTIFYING.find((one) => one.name.test(name))?.category ?? null
}

export const isLinkOfMail = (route: string): boolean => LINK_OF_A_MAIL.test(route)
