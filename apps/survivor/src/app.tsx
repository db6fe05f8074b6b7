import type { FunctionComponent } from 'preact';
import { useEffect, useReducer } from 'preact/hooks';
import { type Action, start, type Step } from './state/model.ts';
import { reduce } from './state/reducer.ts';
import { AgeStep } from './steps/age.tsx';
import { ArriveStep } from './steps/arrive.tsx';
import { DangerStep } from './steps/danger.tsx';
import { HomeStep } from './steps/home.tsx';
import { LateStep } from './steps/late-step.tsx';
import { MinorStep } from './steps/minor.tsx';
import { SituationStep } from './steps/situation.tsx';
import { ThreatStep } from './steps/threat.tsx';
import { WhoStep } from './steps/who.tsx';
import { dirOf, type Lang } from '@amaan/base';
import { Bar, Draft, Foot } from './ui/bar.tsx';
import { leave, watchExit } from './ui/exit.ts';
import { forgetAll } from './ui/forget.ts';
import { loadNastaliq } from './ui/fonts.ts';
import { PageContext } from './ui/page.tsx';

/** The screens that come before the age answer, and the one that it may end in. All others come with `late.tsx`. */
const EARLY: Partial<Record<Step, FunctionComponent>> = {
  arrive: ArriveStep,
  danger: DangerStep,
  who: WhoStep,
  home: HomeStep,
  situation: SituationStep,
  threat: ThreatStep,
  age: AgeStep,
  minor: MinorStep,
};

function firstLang(langs: readonly Lang[]): Lang {
  const wished = navigator.languages.map((tag) => tag.slice(0, 2));
  return langs.find((lang) => wished[0] === lang) ?? 'en';
}

/**
 * The page. Its state is in memory only, and its address never changes.
 *
 * @param langs in production those whose every string has a reviewer, as the build found
 */
export function App({ profile, langs }: { profile: 'demo' | 'production'; langs: readonly Lang[] }) {
  const [state, change] = useReducer(reduce, firstLang(langs), start);
  const { lang, step } = state;
  const dispatch = (action: Action) => {
    if (action.type === 'forget' || (action.type === 'age' && action.age !== 'adult')) forgetAll();
    change(action);
  };
  const exit = () => leave(() => dispatch({ type: 'forget' }));

  useEffect(() => watchExit(exit), []);
  useEffect(() => {
    document.documentElement.lang = lang;
    document.documentElement.dir = dirOf(lang);
    if (lang === 'ur') loadNastaliq();
  }, [lang]);

  const today = new Date().toISOString().slice(0, 10);
  const Screen = EARLY[step] ?? LateStep;
  return (
    <PageContext.Provider value={{ state, dispatch, profile, today }}>
      <Bar onExit={exit} others={langs.filter((other) => other !== lang)} />
      {profile === 'demo' && <Draft />}
      <main id="main">
        <Screen key={step} />
      </main>
      <Foot />
    </PageContext.Provider>
  );
}
