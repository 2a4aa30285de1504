/** Numbers one after another. */
export type Numbers = ArrayLike<number>;

/** Load the programs from the bytes of carwright.wasm, or from what `fetch` gives. */
export function load(wasm: BufferSource | Response): Promise<Programs>;

/** Take a car from its numbers by key and its choices by word; all of them must be there. */
export function figuresOf(numbers: FigureNumbers, choices: FigureChoices): Figures;

/** Tell the numbers of a car by key, in the unit of each key. */
export function numbersOf(figures: Figures): FigureNumbers;

/** Change some numbers of a car, and with them what follows: a larger battery weighs more. */
export function following(
  programs: Programs,
  figures: Figures,
  changes: Partial<FigureNumbers>,
): Figures;

/** Turn a number into SI by the unit at the end of its name: `toSi("speed_kmh", 90)` is 25. */
export function toSi(name: string, value: number): number;

/** Turn an SI number into the unit at the end of a name: `fromSi("range_km", 5e5)` is 500. */
export function fromSi(name: string, value: number): number;

/** The least and the greatest that each figure of any car can be, in the unit of its key. */
export const bounds: { readonly [key in keyof FigureNumbers]: { low: number; high: number } };

/** A drive, air and climate as they are where nobody asks for others. */
export const usual: Readonly<{ asked: Asked; air: Air; comfort: Comfort }>;
