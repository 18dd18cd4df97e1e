// States and roles as callers see them (no-template, campus-administrator); in the code they are noTemplate and so on.

export type KebabCase<Text extends string> = Text extends `${infer First}${infer Rest}`
  ? First extends Lowercase<First>
    ? `${First}${KebabCase<Rest>}`
    : `-${Lowercase<First>}${KebabCase<Rest>}`
  : Text

/** camelCase → kebab-case. */
export function kebabCase<Text extends string>(text: Text): KebabCase<Text> {
  return text.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`) as KebabCase<Text>
}
