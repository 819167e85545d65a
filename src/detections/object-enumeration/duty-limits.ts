/** Whoever reads so few objects of a route is an ordinary reader, however rare that is. */
export const FEW = 5
/** A handful of members who read widely from many places may be one hand's; so many of them, or one in a hundred, are a practice (sellers). */
export const PRACTICE = 20
