/** Of the pages, in daylight: see `views/README.md`. Green is kept for the picture of the one button. */
export const COLOUR = {
  sign: '#0a4a9a',
  white: '#ffffff',
  ink: '#13202e',
  soft: '#43536a',
  tint: '#e7eff9',
  line: '#c5d0dd',
  go: '#0b7a3b',
  black: '#000000',
} as const;

export type Colour = (typeof COLOUR)[keyof typeof COLOUR];
