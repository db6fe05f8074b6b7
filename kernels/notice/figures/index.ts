export { FIGURES, type FigureName, TIMES, type TimeName } from './figures.ts';
export { FIGURES_AT, FIGURES_ICON, FIGURES_STYLE, figuresPage } from './page.ts';
export { type RuleChange, RULE_NAMES } from './rules.ts';
export { closedMonths, type MonthCounts, type PublicMonth, publishMonth } from './publish.ts';
export { LEAST } from './suppress.ts';
export { WORDS as FIGURE_WORDS } from './text.ts';
