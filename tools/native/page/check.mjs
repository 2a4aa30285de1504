// Hold the programs of a page to the golden bits, and time one WLTC: node check.mjs [dist/wasm]
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const root = resolve(import.meta.dirname, "../../..");
const folder = resolve(process.argv[2] ?? `${root}/dist/wasm`);
const { load, usual } = await import(pathToFileURL(`${folder}/carwright.js`));
const wasm = readFileSync(`${folder}/carwright.wasm`);
const programs = await load(wasm);
const golden = JSON.parse(readFileSync(`${root}/tests/native/golden.json`, "utf8"));

/** A number as Python writes its bits. */
function number(hex) {
  const found = /^(-?)0x([01])\.([0-9a-f]+)p([+-]\d+)$/.exec(hex);
  if (!found) return { inf: Infinity, "-inf": -Infinity, nan: NaN }[hex];
  const [, sign, whole, digits, power] = found;
  const size = Number(BigInt(`0x${whole}${digits}`)) * 2 ** (-4 * digits.length) * 2 ** Number(power);
  return sign ? -size : size;
}

/** Leaves of what a program gave, in order; of an array its last entry. */
function leaves(given) {
  if (ArrayBuffer.isView(given)) return [given[given.length - 1]];
  return typeof given === "object" ? Object.values(given).flatMap(leaves) : [Number(given)];
}

/** The hilly trace of tests/native_golden.py. */
function hilly() {
  const at = Array.from({ length: 600 }, (_, k) => k);
  const yes = new Uint8Array(600).fill(1);
  return {
    speed_m_per_s: at.map((k) => Math.min(k % 120, 120 - (k % 120)) / 4),
    slope: at.map((k) => (k % 50 < 25 ? 0.02 : -0.02)),
    awake: yes, valid: yes, start_speed_m_per_s: 0, time_step_s: 1,
  };
}

function wltc() {
  const text = readFileSync(`${root}/src/carwright/world/cycles/wltc-3b.txt`, "utf8");
  const words = text.split("\n\n")[1].trim().split(/\s+/).map((word) => word.split("x").map(Number));
  const kmh = words.flatMap(([speed, count = 1]) => new Array(count).fill(speed));
  const yes = new Uint8Array(kmh.length - 1).fill(1);
  return {
    speed_m_per_s: kmh.slice(1).map((one) => one / 3.6), slope: new Float64Array(kmh.length - 1),
    awake: yes, valid: yes, start_speed_m_per_s: 0, time_step_s: 1,
  };
}

let same = 0;
const differing = [];
for (const [id, { values, choices }] of Object.entries(golden.cars)) {
  const { asked, air, comfort } = usual;
  const car = programs.build_car({ figures: { values_si: values.map(number), choices } });
  const found = {
    drive: programs.drive({ car, trace: hilly(), charge_share: 0.9, asked }, { series: true }),
    sprint: programs.sprint({ car, charge_share: 0.9, air }),
    reach: programs.reach({ car, speed_m_per_s: 30, charge_share: 1, air, comfort }),
    recharge: programs.recharge({ car, state: programs.rested({ car }) }),
  };
  for (const [name, expected] of Object.entries(golden.outputs[id])) {
    const numbers = leaves(found[name]);
    if (numbers.length !== expected.length) differing.push(`${id} ${name}: ${numbers.length} leaves`);
    expected.forEach((hex, k) => {
      if (Object.is(numbers[k], number(hex))) same += 1;
      else differing.push(`${id} ${name} ${k}: ${numbers[k]}, not ${number(hex)}`);
    });
  }
}

const { values, choices } = golden.cars["xiaomi-su7-max"];
const car = programs.build_car({ figures: { values_si: values.map(number), choices } });
const drive = { car, trace: wltc(), charge_share: 0.9, asked: usual.asked };
const times = Array.from({ length: 101 }, () => {
  const start = performance.now();
  programs.drive(drive);
  return performance.now() - start;
}).sort((a, b) => a - b);
const summary = programs.summary({ run: programs.drive(drive) });
console.log(
  JSON.stringify({
    bytes: wasm.length, gzipped: gzipSync(wasm, { level: 9 }).length, same, differing,
    wltc_ms: times[50], wltc_consumption_dc_j_per_m: summary.consumption_dc_j_per_m,
  }, null, 1),
);
process.exitCode = differing.length ? 1 : 0;
