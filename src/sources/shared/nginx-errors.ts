/** Lines of nginx about what went wrong repeat the request that the access log has. */
export const OF_ERRORS = /, client: .*, server: .*, request: "/
