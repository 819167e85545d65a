/** A column that says what went wrong, and nothing where nothing did. */
export const FAILURE =
  /(?:^|_)(?:fail(?:ed|ure)?|error|err|실패|오류)_?(?:reason|cause|code|cd|msg|message|yn|flag|type|사유|이유|원인|코드|내용|여부|구분)?$/
/** What is made of it. */
export const NOTHING_IS_A_LOG_IN = ' (nothing is a log-in)'
/** How such a column says that nothing went wrong. */
export const NO_FAILURE_TOLD = ['', '-', '0', 'null', 'none', 'no', 'n', 'false', '없음']
