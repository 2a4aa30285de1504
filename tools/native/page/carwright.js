/**
 * The programs of carwright in a page, as WebAssembly: named numbers in, named numbers out.
 *
 * Programs speak SI, with the unit at the end of each name (`mass_kg`, `terminal_out_j`); figures of
 * a car have the keys and units of a car file (`kerb_mass_kg`, `front_peak_power_kw`).
 */
import told from "./programs.js";

const PAGE = 65536;
const WORDS = {
  number: "a number",
  f: "a finite number",
  i: "a whole number",
  b: "true or false",
};
const FITS = {
  number: (value) => typeof value === "number" && !Number.isNaN(value),
  f: Number.isFinite,
  i: Number.isInteger,
  b: (value) => typeof value === "boolean" || value === 0 || value === 1,
};
const ARRAYS = { f: Float64Array, i: Int32Array, b: Uint8Array };

/** Load the programs from the bytes of carwright.wasm, or from what `fetch` gives. */
export async function load(wasm) {
  const bytes = wasm instanceof Response ? await wasm.arrayBuffer() : wasm;
  const { instance } = await WebAssembly.instantiate(bytes);
  const memory = new Memory(instance.exports);
  const made = Object.entries(told.programs).map(([name, entry]) => {
    const program = new Program(name, entry, memory);
    return [name, (given, options) => program.run(given, options)];
  });
  return Object.fromEntries(made);
}

/** Take a car from its numbers by key and its choices by word; all of them must be there. */
export function figuresOf(numbers, choices) {
  const unknown = Object.keys(numbers).find((key) => !(key in PLACES));
  if (unknown !== undefined) throw new RangeError(`${unknown} is no figure`);
  return {
    values_si: Float64Array.from(told.figures, ([key]) => figure(key, numbers[key])),
    choices: Int32Array.from(Object.entries(told.choices), ([name, words]) => {
      const found = words[choices[name]];
      if (found !== undefined) return found;
      throw new RangeError(`${name} is ${choices[name]}, not one of ${Object.keys(words).join(", ")}`);
    }),
  };
}

/** Tell the numbers of a car by key, in the unit of each key. */
export function numbersOf(figures) {
  return Object.fromEntries(told.figures.map(([key], at) => [key, fromSi(key, figures.values_si[at])]));
}

/** Change some numbers of a car, and with them what follows: a larger battery weighs more. */
export function following(programs, figures, changes) {
  const given_si = new Float64Array(told.figures.length);
  const changed = new Uint8Array(told.figures.length);
  for (const [key, value] of Object.entries(changes)) {
    if (!(key in PLACES)) throw new RangeError(`${key} is no figure`);
    given_si[PLACES[key]] = figure(key, value);
    changed[PLACES[key]] = 1;
  }
  const nothing = new Float64Array(told.figures.length);
  const { figures: values_si } = programs.figures({ ...figures, given_si, told: changed, by_si: nothing });
  return { values_si, choices: figures.choices };
}

/** Turn a number into SI by the unit at the end of its name: `toSi("speed_kmh", 90)` is 25. */
export function toSi(name, value) {
  const [, factor, shift] = unitOf(name);
  return value * factor + shift;
}

/** Turn an SI number into the unit at the end of a name: `fromSi("range_km", 5e5)` is 500. */
export function fromSi(name, value) {
  const [, factor, shift] = unitOf(name);
  return (value - shift) / factor;
}

/** The least and the greatest that each figure of any car can be, by key, in the unit of the key. */
export const bounds = Object.fromEntries(told.figures.map(([key, low, high]) => [key, { low, high }]));

/** A drive, air and climate as they are where nobody asks for others. */
export const usual = told.usual;

const PLACES = Object.fromEntries(told.figures.map(([key], at) => [key, at]));

function figure(key, value) {
  const { low, high } = bounds[key];
  if (value >= low && value <= high) return toSi(key, value);
  throw new RangeError(`${key} is ${value}; it can be ${low} to ${high}`);
}

function unitOf(name) {
  const found = told.units.find(([ending]) => name.endsWith(ending));
  if (found !== undefined) return found;
  throw new RangeError(`${name} names no unit`);
}

/** What stands where in the memory of the programs. */
class Memory {
  constructor(programs) {
    this.programs = programs;
    this.end = programs.__heap_base.value;
  }

  /** Take bytes at a place of 64, for good. */
  take(bytes) {
    const at = Math.ceil(this.end / 64) * 64;
    this.end = at + bytes;
    return at;
  }

  /** Make sure that there is memory up to a place. */
  reach(end) {
    const missing = end - this.programs.memory.buffer.byteLength;
    if (missing > 0) this.programs.memory.grow(Math.ceil(missing / PAGE));
  }

  get buffer() {
    return this.programs.memory.buffer;
  }
}

/** One program: what it takes stands in one row of numbers, but for arrays along steps. */
class Program {
  constructor(name, entry, memory) {
    this.name = name;
    this.entry = entry;
    this.memory = memory;
    const { inputs, outputs } = entry;
    this.inputs = rows(inputs);
    this.outputs = rows(outputs);
    this.takes = branches(entry.takes);
    this.gives = branches(entry.gives);
    this.call = memory.take(40);
    this.in = memory.take(4 * inputs.length);
    this.types = memory.take(inputs.length);
    this.out = memory.take(4 * outputs.length);
    this.strides = memory.take(8 * Math.max(inputs.length, outputs.length));
    this.taken = memory.take(8 * this.inputs.size);
    this.given = memory.take(8 * this.outputs.size);
    memory.reach(memory.end);
    const types = new Uint8Array(memory.buffer, this.types, inputs.length);
    inputs.forEach(([type, size], at) => (types[at] = (size ? "f" : type).charCodeAt(0)));
  }

  run(given, { series = false } = {}) {
    const { name, entry, memory } = this;
    const leaves = new Array(entry.inputs.length);
    gather(this.takes, given, name, leaves);
    const row = new Float64Array(this.inputs.size);
    const along = [];
    entry.inputs.forEach(([type, size, axes], at) => {
      const { value, path } = leaves[at];
      if (!size) along.push({ at, type, values: value, path });
      else if (axes) row.set(checked(type, size, value, path), this.inputs.starts[at]);
      // A patience has no end: one number may be infinite, a figure or a speed of a trace may not.
      else row.set(checked(type === "f" ? "number" : type, 1, [value], path), this.inputs.starts[at]);
    });
    const steps = along.length ? along[0].values.length : 0;
    for (const { type, values, path } of along) checked(type, steps, values, path);
    const wide = entry.outputs.flatMap(([, size], at) => (size || !series ? [] : [at]));
    const work = Number(memory.programs[`${name}_memory`](BigInt(steps)));
    const first = Math.ceil(memory.end / 64) * 64;
    const space = Math.ceil(steps / 8) * 64;
    const end = first + space * (along.length + wide.length);
    memory.reach(end + work);
    const { buffer } = memory;
    const view = new DataView(buffer);
    new Float64Array(buffer, this.taken, row.length).set(row);
    this.inputs.starts.forEach((start, at) => view.setUint32(this.in + 4 * at, this.taken + 8 * start, true));
    this.outputs.starts.forEach((start, at) => {
      view.setUint32(this.out + 4 * at, entry.outputs[at][1] ? this.given + 8 * start : 0, true);
    });
    along.forEach(({ at, type, values }, k) => {
      const place = first + space * k;
      new ARRAYS[type](buffer, place, steps).set(values);
      view.setUint32(this.in + 4 * at, place, true);
    });
    const places = new Map(wide.map((at, k) => [at, first + space * (along.length + k)]));
    places.forEach((place, at) => view.setUint32(this.out + 4 * at, place, true));
    const pointers = [this.in, this.strides, this.types, this.out, this.strides];
    pointers.forEach((pointer, k) => view.setUint32(this.call + 4 * k, pointer, true));
    view.setBigInt64(this.call + 24, 1n, true);
    view.setBigInt64(this.call + 32, BigInt(steps), true);
    memory.programs[name](this.call, 0n, 1n, end);
    return put(this.gives, (at) => {
      const [type, size, axes] = entry.outputs[at];
      if (!size) return places.has(at) ? new Float64Array(buffer.slice(places.get(at), places.get(at) + 8 * steps)) : undefined;
      const start = this.given + 8 * this.outputs.starts[at];
      if (axes) return new Float64Array(buffer.slice(start, start + 8 * size));
      const value = view.getFloat64(start, true);
      return type === "b" ? value !== 0 : value;
    });
  }
}

/** Where each leaf begins in a row, and how long the row is. */
function rows(leaves) {
  let size = 0;
  const starts = leaves.map((leaf) => {
    size += leaf[1];
    return size - leaf[1];
  });
  return { starts, size };
}

/** A tree whose parts stand in a list, which is quicker to go along than an object. */
function branches(tree) {
  if (typeof tree === "number") return tree;
  const parts = Object.entries(tree).map(([name, part]) => [name, branches(part)]);
  return { parts, list: Array.isArray(tree) };
}

/** Find each leaf in what is given. */
function gather(tree, value, path, leaves) {
  if (value === undefined || value === null) throw new TypeError(`${path} is missing`);
  if (typeof tree === "number") leaves[tree] = { value, path };
  else for (const [name, part] of tree.parts) gather(part, value[name], `${path}.${name}`, leaves);
}

/** Refuse entries of a leaf that are no numbers of its kind, and another length. */
function checked(type, size, values, path) {
  if (values.length !== size) throw new RangeError(`${path} has ${values.length} entries, not ${size}`);
  const fits = FITS[type];
  for (let k = 0; k < size; k++) {
    if (!fits(values[k])) throw new RangeError(`${path} is ${values[k]}, not ${WORDS[type]}`);
  }
  return values;
}

/** Put leaves where a tree has them; what has none is left out. */
function put(tree, leaf) {
  if (typeof tree === "number") return leaf(tree);
  const found = tree.list ? [] : {};
  let none = true;
  for (const [name, part] of tree.parts) {
    const value = put(part, leaf);
    if (value === undefined) continue;
    found[name] = value;
    none = false;
  }
  return none && tree.parts.length ? undefined : found;
}
