/** Statuses that a program writes by their names alone, without spaces and underscores, in lower case. */

/** RFC 9110: `NOT_FOUND` of Spring, `NotFound` of .NET, `Not Found`. */
const HTTP = {
  ok: 200,
  created: 201,
  accepted: 202,
  nocontent: 204,
  partialcontent: 206,
  movedpermanently: 301,
  moved: 301,
  found: 302,
  redirect: 302,
  seeother: 303,
  notmodified: 304,
  temporaryredirect: 307,
  permanentredirect: 308,
  badrequest: 400,
  unauthorized: 401,
  forbidden: 403,
  notfound: 404,
  methodnotallowed: 405,
  notacceptable: 406,
  requesttimeout: 408,
  conflict: 409,
  gone: 410,
  payloadtoolarge: 413,
  unsupportedmediatype: 415,
  unprocessableentity: 422,
  unprocessablecontent: 422,
  toomanyrequests: 429,
  internalservererror: 500,
  notimplemented: 501,
  badgateway: 502,
  serviceunavailable: 503,
  gatewaytimeout: 504,
}

/** Codes of gRPC, as google/rpc/code.proto maps them to HTTP. */
const GRPC = {
  cancelled: 499,
  unknown: 500,
  invalidargument: 400,
  deadlineexceeded: 504,
  alreadyexists: 409,
  permissiondenied: 403,
  unauthenticated: 401,
  resourceexhausted: 429,
  failedprecondition: 400,
  aborted: 409,
  outofrange: 400,
  unimplemented: 501,
  internal: 500,
  unavailable: 503,
  dataloss: 500,
}

export const STATUS_NAMES: Readonly<Record<string, number>> = { ...HTTP, ...GRPC }
