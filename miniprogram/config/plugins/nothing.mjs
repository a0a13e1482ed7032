// Stands in for what a build does not need (lighten.ts).
export default undefined
