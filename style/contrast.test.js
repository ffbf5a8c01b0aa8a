// Holds the contrast of the tokens in both themes (WCAG 2.2: 4.5 for text, 3 for
// what is not text) by computing it from the style sheets as they are.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
const THEMES = ["light", "dark"];
const SURFACES = ["ground", "raised", "overlay"];

function pairs(css) {
  const found = {};
  const each = /--(?:color-)?([a-z0-9-]+):\s*light-dark\(oklch\(((?:var\([^)]*\)|[^()])*)\),\s*oklch\(((?:var\([^)]*\)|[^()])*)\)\)/g;
  for (const [, name, light, dark] of css.matchAll(each)) {
    found[name] ??= { light, dark };
  }
  return found;
}

/** OKLCH text to linear sRGB with alpha, clamped to the gamut (Ottosson 2020). */
function linear(text, hue = 0) {
  const [colour, alpha = "1"] = text.replace("var(--hue)", hue).split("/");
  const [l, c, h] = colour.trim().split(/\s+/).map(Number);
  const a = c * Math.cos((h * Math.PI) / 180);
  const b = c * Math.sin((h * Math.PI) / 180);
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const rgb = [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
  return { rgb: rgb.map((part) => Math.min(1, Math.max(0, part))), alpha: Number(alpha) };
}

const encode = (part) => (part <= 0.0031308 ? 12.92 * part : 1.055 * part ** (1 / 2.4) - 0.055);
const decode = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);

/** Browsers blend in encoded sRGB. */
function over(top, bottom) {
  const rgb = top.rgb.map((part, index) =>
    decode(encode(part) * top.alpha + encode(bottom.rgb[index]) * (1 - top.alpha)),
  );
  return { rgb, alpha: 1 };
}

const luminance = ({ rgb: [red, green, blue] }) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;

function ratio(one, other) {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const tokens = pairs(read("./tokens.css"));

function colour(name, theme) {
  assert.ok(tokens[name], `token ${name} is missing`);
  return linear(tokens[name][theme]);
}

function holds(text, ground, least, words) {
  const found = ratio(text, ground);
  assert.ok(found >= least, `${words}: ${found.toFixed(2)} is below ${least}`);
}

for (const theme of THEMES) {
  test(`${theme}: text reads on every surface, also under the pointer`, () => {
    for (const name of ["strong", "body", "muted", "accent", "critical", "positive", "caution", "info"]) {
      for (const surface of SURFACES) {
        const ground = colour(surface, theme);
        holds(colour(name, theme), ground, 4.5, `${name} on ${surface}`);
        for (const fill of ["fill", "fill-strong"]) {
          holds(colour(name, theme), over(colour(fill, theme), ground), 4.5, `${name} on ${fill} on ${surface}`);
        }
      }
    }
  });

  test(`${theme}: tinted and filled pieces read`, () => {
    for (const name of ["accent", "positive", "caution", "critical", "info"]) {
      holds(colour(name, theme), colour(`${name}-tint`, theme), 4.5, `${name} on its tint`);
    }
    for (const name of ["strong", "body", "muted"]) {
      holds(colour(name, theme), colour("accent-tint", theme), 4.5, `${name} on a selected row`);
    }
    for (const name of ["accent", "critical"]) {
      for (const state of ["", "-hover"]) {
        holds(colour(`on-${name}`, theme), colour(`${name}${state}`, theme), 4.5, `on-${name} on ${name}${state}`);
      }
    }
    holds(colour("ground", theme), colour("strong", theme), 7, "toast");
  });

  test(`${theme}: edges of inputs, icons and warmths are seen`, () => {
    const warmths = [1, 2, 3, 4, 5].map((step) => `warmth-${step}`);
    for (const name of ["line-strong", "faint", ...warmths]) {
      for (const surface of SURFACES) {
        holds(colour(name, theme), colour(surface, theme), 3, `${name} on ${surface}`);
      }
    }
  });

  test(`${theme}: initials read in every hue`, () => {
    const css = read("./components/person.css");
    const avatar = pairs(css);
    const hues = [...css.matchAll(/\[data-hue="\d+"\] \{ --hue: (\d+); \}/g)].map(([, hue]) => hue);
    assert.equal(hues.length, 12);
    for (const hue of hues) {
      const [ground, text] = [avatar["avatar-ground"], avatar["avatar-text"]].map((pair) => linear(pair[theme], hue));
      holds(text, ground, 4.5, `hue ${hue}`);
    }
  });
}
