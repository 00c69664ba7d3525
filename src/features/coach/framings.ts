import type { CoachKind } from '../../core/coach/types.ts'

/** One piece of work told twice: as it is often written down, and with what a reader of a case looks for. */
export interface Framing {
  kind: CoachKind
  ladder: 'pm' | 'pmm'
  midLevel: string
  senior: string
  /** What the second one adds. */
  adds: string
}

export const framings: readonly Framing[] = [
  {
    kind: 'outcome',
    ladder: 'pm',
    midLevel: 'Launched the new invoice page on time.',
    senior:
      'I cut late payments from 14% to 9% in Q2 because reminders now go out before the due date; next I take the same step to renewals revenue.',
    adds: 'From what to what, over which period, why it moved, and what comes next.',
  },
  {
    kind: 'outcome',
    ladder: 'pmm',
    midLevel: 'Rolled out new battle cards to sales.',
    senior:
      'I raised the win rate against the cheaper rival from 26% to 35% in H1 because reps lead with setup time; so I rewrote the demo around it.',
    adds: 'The number before and after, the period, the reason, and what followed from it.',
  },
  {
    kind: 'output',
    ladder: 'pm',
    midLevel: 'Shipped role settings for admins in March.',
    senior:
      'Shipped role settings in March. Since then support requests about access fell from 40 to 12 a week because admins help themselves.',
    adds: 'What changed once it was out, and for whom. With that, it is a result.',
  },
  {
    kind: 'output',
    ladder: 'pmm',
    midLevel: 'Published three customer stories.',
    senior:
      'Published three customer stories for finance teams. Demo requests from that segment rose from 18 to 31 a month in Q3.',
    adds: 'What people did because of it, instead of how much was made.',
  },
  {
    kind: 'decision',
    ladder: 'pm',
    midLevel: 'We did not build the mobile app this year.',
    senior:
      'I decided against a mobile app this year because 6 of 80 customers asked for it, and gave up one large prospect for it; the time went into exports, and weekly use rose from 31% to 38%.',
    adds: 'The reason, what was given up, and what came of the choice.',
  },
  {
    kind: 'decision',
    ladder: 'pmm',
    midLevel: 'Changed the launch plan to one segment.',
    senior:
      'I chose to launch to clinics instead of all of health care because clinics buy in weeks, not years; hospitals moved to next year, and pipeline from clinics grew from $200k to $520k in two quarters.',
    adds: 'The alternative, why not, and how it turned out.',
  },
  {
    kind: 'problem_found',
    ladder: 'pm',
    midLevel: 'Looked into why trials stop.',
    senior:
      'I found in 30 session replays that one in three trials stops where we ask for a bank account, so I moved that step behind the first report.',
    adds: 'How it was found, how large it is, and what you did with it.',
  },
  {
    kind: 'problem_found',
    ladder: 'pmm',
    midLevel: 'Did a round of win-loss interviews.',
    senior:
      'I found in 14 win-loss interviews that 9 buyers never saw the security page, so I put its three answers into the first mail of every trial.',
    adds: 'The finding itself, its evidence, and the step that followed.',
  },
  {
    kind: 'trust',
    ladder: 'pm',
    midLevel: 'Worked closely with the data team.',
    senior:
      'In May the head of data asked me to set the order of her team’s work for the quarter, after my review of the events plan.',
    adds: 'Who came to you, what for, and when: something others did.',
  },
  {
    kind: 'trust',
    ladder: 'pmm',
    midLevel: 'Supported the sales kick-off.',
    senior:
      'In January the VP of sales asked me to open the kick-off; since then two regional leads invite me to their pricing reviews.',
    adds: 'Whose behaviour changed towards your work, and how one can see it.',
  },
  {
    kind: 'learning',
    ladder: 'pm',
    midLevel: 'The onboarding test did not work out.',
    senior:
      'I was wrong that a shorter form would lift activation: the test showed no change across 4,000 sign-ups, so I now ask why people come before I cut a step.',
    adds: 'What you believed, what showed otherwise, and what you do differently.',
  },
  {
    kind: 'learning',
    ladder: 'pmm',
    midLevel: 'The webinar series had low attendance.',
    senior:
      'I was wrong to plan webinars for buyers: 11 of 12 guests were users of ours already, so I gave that budget to short partner sessions.',
    adds: 'The mistake in plain words, its evidence, and the change.',
  },
  {
    kind: 'unclear',
    ladder: 'pm',
    midLevel: 'Will improve search next quarter.',
    senior:
      'Search now finds part numbers since 3 June: searches without a result fell from 22% to 9% in the first month.',
    adds: 'It has happened. A plan is worth a note; the record comes afterwards.',
  },
  {
    kind: 'unclear',
    ladder: 'pmm',
    midLevel: 'Plan to refresh our positioning.',
    senior:
      'I rewrote the home page around audit time in April; qualified demo requests rose from 45 to 70 a month within eight weeks.',
    adds: 'It has happened, with the day and what changed since.',
  },
]
