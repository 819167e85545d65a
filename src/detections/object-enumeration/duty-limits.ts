/** Whoever reads so few objects of a route is an ordinary reader, however rare that is. */
export const FEW = 5
/** A handful of members who read widely from many places may be one hand's; so many of them, or one in a hundred, are a practice (sellers). */
export const PRACTICE = 20
/** Of fewer days, or fewer working days where he comes on no other, nobody shows whether he comes day by day. */
export const SHORTEST = 3
