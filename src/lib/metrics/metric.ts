/** `pipeline` makes future sales, `forecast` closes sales. */
export const HORIZONS = ['pipeline', 'forecast'] as const;
export type Horizon = (typeof HORIZONS)[number];
