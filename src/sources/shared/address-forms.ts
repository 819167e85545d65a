/** Ways in which programs write an address, in words that RE2 and JavaScript share; in lower case. */

/** What stands in the place of an address that nobody told, in lower case. */
export const UNTOLD = ['unknown', '-', '']

/** What an address may stand in, cheaply. */
export const WRAPPINGS = ['/', '"', 'ipv', 'for=']

/**
 * An address within what is printed around it, which is left out: `/192.0.2.1:443` and `host/192.0.2.1:443` of Java's
 * sockets, `ipv4:192.0.2.1:443` of gRPC, `tcp://192.0.2.1:443`, `for="[2001:db8::1]:443";proto=https` (RFC 7239), quotes,
 * and the prefix of a single host (`192.0.2.1/32` of a database's `inet`, `2001:db8::1/128`).
 */
export const WRAPPED =
  '^(?:(?:[a-z]{2,5}:/|[a-z0-9.-]{0,253})/|ipv[46]:|for=)?"?(\\[?[0-9a-f]{0,4}[.:][0-9a-f.:]{1,60}(?:%[0-9a-z]{1,16})?\\]?(?::[0-9]{1,5})?)"?(?:/32|/128)?(?:;[ -~]*)?$'

/** Groups of hexadecimal digits alone. */
export const OF_GROUPS = '^[0-9a-f]{0,4}:[0-9a-f:]{1,38}$'

/** Each part with three digits, as mainframes and some appliances write; decimal, for nobody pads octal numbers. */
export const PADDED = '^[0-9]{3}[.][0-9]{3}[.][0-9]{3}[.][0-9]{3}$'

/** The 32 bits of an address as one number, the first part the highest (`INET_ATON`); negative where they were signed. */
export const NUMBER = '^-?[0-9]{8,10}$'
/** 1.0.0.0: nobody has an address before it, and smaller numbers are of something else. */
export const LEAST_NUMBER = 16_777_216
export const MOST_NUMBER = 4_294_967_295
