import { messageOf } from '../../core/coach/wording.ts'
import { monthNames } from '../../core/day-words.ts'
import { levelOf } from '../../core/framework.ts'
import { backPath, type Page, type View } from '../../platform/page.ts'
import { questionsOff } from '../../platform/settings.ts'
import { foldersOf } from '../../platform/watched.ts'
import {
  CheckField,
  CheckRow,
  DayField,
  Form,
  NumberField,
  SelectField,
  Submit,
  TextArea,
  TextField,
} from '../../ui/form.tsx'
import { PageHead, Section } from '../../ui/parts.tsx'

const settingsPage: Page = {
  path: '/more/settings',
  here: 'more',
  render: async (view) => ({
    title: 'Settings',
    body: (
      <>
        <PageHead title="Settings" />
        <ProfileForm view={view} />
        <ShownForm view={view} />
        <QuestionsForm view={view} />
        <FoldersForm view={view} watched={await foldersOf(view.tx, view.personId, view.home)} />
        <CalendarForm view={view} />
        <ConnectAssistant view={view} />
        <AssistantsForm view={view} />
      </>
    ),
  }),
}

function ProfileForm({ view }: { view: View }) {
  const { profile, frameworks, standing } = view
  const framework = standing?.framework ?? frameworks[0]!
  const specialisations = framework.specialisations.map(({ id, name, summary }) => ({
    value: id,
    label: `${name}: ${summary}`,
  }))
  return (
    <Section id="you" title="You and your ladder">
      <Form do="profile.set" from={view.path} next={backPath(view, '/more/settings')} failed={view.failed} id="profile">
        <TextField
          name="name"
          label="Your name, as it stands on your case"
          value={profile.name}
          size="medium"
          autocomplete="name"
        />
        <SelectField
          name="framework"
          label="Ladder"
          value={framework.id}
          options={frameworks.map(({ id, name }) => ({ value: id, label: name }))}
          hint="After a change of ladder, save once, then choose the levels."
        />
        <SelectField
          name="level"
          label="Your level now"
          value={profile.level}
          options={framework.levels.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <SelectField
          name="target"
          label="The level you aim at"
          value={profile.target}
          options={[
            ...framework.levels.map(({ id, title }) => ({ value: id, label: title })),
            { value: 'none', label: 'Not seeking promotion now' },
          ]}
          hint={
            profile.level && framework.levels.some(({ id }) => id === profile.level)
              ? `Growth move from here: ${levelOf(framework, profile.level).growth}`
              : undefined
          }
        />
        {specialisations.length > 0 && (
          <SelectField
            name="specialisation"
            label="Specialisation"
            value={profile.specialisation}
            empty="None in particular"
            options={specialisations}
          />
        )}
        <DayField name="levelSince" label="At this level since" value={profile.levelSince} />
        <TextField name="company" label="Company" value={profile.company} size="medium" autocomplete="organization" />
        <TextField name="manager" label="Your manager" value={profile.manager} size="medium" />
        <DayField
          name="reviewOn"
          label="Next review closes on"
          value={profile.reviewOn}
          hint="Leave it empty if you do not know yet. Finding out is the first step."
        />
        <NumberField name="weeklyHours" label="Hours a week for growth" min={0} max={60} value={profile.weeklyHours} />
        <SelectField
          name="locale"
          label="How you write dates"
          value={profile.locale}
          empty="As it reads best"
          options={[
            { value: 'en-GB', label: 'Day first: 31/3/2026' },
            { value: 'en-US', label: 'Month first: 3/31/2026' },
          ]}
        />
        <SelectField
          name="fiscalYearStart"
          label="Your company’s year begins in"
          value={profile.fiscalYearStart?.toString() ?? '1'}
          options={months}
        />
        <TextArea
          name="leaves"
          label="Times you were away"
          rows={2}
          value={profile.leaves.map(({ from, to }) => `${from} to ${to}`)}
          hint="One per line, such as 2026-02-01 to 2026-05-31. Every clock stops for them; no reason is asked."
        />
        <Submit keys>Save</Submit>
      </Form>
    </Section>
  )
}

const months = monthNames.map((label, i) => ({ value: String(i + 1), label }))

const ShownForm = ({ view }: { view: View }) => (
  <Section id="shown" title="What is shown">
    <Form do="settings.set" from="/more/settings" next="/more/settings" failed={view.failed} id="shown-form">
      <CheckField
        name="hideNumbers"
        label="Hide numbers"
        hint="Scores and points vanish everywhere. Words stay."
        checked={view.settings.hideNumbers}
      />
      <CheckField
        name="scoreOnToday"
        label="Show the readiness number on Today as well"
        checked={view.settings.scoreOnToday}
      />
      <CheckField
        name="showEverything"
        label="Show me everything"
        hint="Every place in the navigation from now on, used or not."
        checked={view.settings.showEverything}
      />
      <Submit kind="plain">Save</Submit>
    </Form>
    <p class="small quiet">
      Press Esc twice to cover scores while you share your screen, and twice again to uncover them.
    </p>
  </Section>
)

/** The one place where a question that was waved away for good comes back. */
function QuestionsForm({ view }: { view: View }) {
  const off = questionsOff(view.settings)
  return (
    <Section id="questions" title="The coach’s questions">
      {off.length === 0 ? (
        <p class="quiet">
          All are on. One that you wave away in three entries is not asked again, and stands here to be switched on.
        </p>
      ) : (
        <Form
          do="settings.set"
          from="/more/settings"
          next="/more/settings#questions"
          failed={view.failed}
          id="questions-form"
        >
          <CheckRow
            name="questionsOff"
            legend="Not asked, because you waved them away three times. Take one out to be asked again."
            values={off}
            options={off.map((flag) => ({ value: flag, label: messageOf(flag) }))}
          />
          <Submit kind="plain">Save</Submit>
        </Form>
      )}
      <p class="small quiet">
        <a href="/coach">What the coach asks for, in examples</a>.{' '}
        <a href="/coach/corrections">Where you corrected it</a>.
      </p>
    </Section>
  )
}

/** Notes that come by themselves. One field of lines: none switches it off, and the usual folder is a button. */
const FoldersForm = ({ view, watched }: { view: View; watched: Awaited<ReturnType<typeof foldersOf>> }) => (
  <Section id="folders" title="Folders that are watched">
    <p>
      While Cairn runs, notes, tables and calendars (.md, .txt, .csv, .ics) in these folders come into your inbox as
      proposals, each line once. Nothing in them is changed. A notes folder that your phone syncs to makes the phone a
      way in.
    </p>
    <Form do="settings.set" from="/more/settings" next="/more/settings#folders" failed={view.failed} id="folders-form">
      <TextArea
        name="inboxFolders"
        label="Folders"
        hint="Whole paths, one per line. None: no folder is watched."
        rows={3}
        value={watched.paths}
      />
      <Submit kind="plain">Save</Submit>
    </Form>
    {watched.named && (
      <Form
        do="settings.set"
        from="/more/settings"
        next="/more/settings#folders"
        hidden={{ inboxFolders: 'null' }}
        id="usual-folder"
      >
        <Submit kind="plain">Back to the usual folder</Submit>
      </Form>
    )}
  </Section>
)

/** What tells a conversation with a customer from other meetings, besides the usual words and people from outside. */
const CalendarForm = ({ view }: { view: View }) => (
  <Section id="calendar" title="Customers in your calendar">
    <p>
      When you bring a calendar in, meetings that look like conversations with customers wait in your inbox: by the
      usual words, or because somebody from outside took part. Add what you call them.
    </p>
    <Form
      do="settings.set"
      from="/more/settings"
      next="/more/settings#calendar"
      failed={view.failed}
      id="calendar-form"
    >
      <TextArea
        name="customerTitles"
        label="Words in the title"
        hint="One per line, such as “Research:” or a name of your programme."
        rows={2}
        value={view.settings.customerTitles}
      />
      <Submit kind="plain">Save</Submit>
    </Form>
  </Section>
)

const ConnectAssistant = ({ view }: { view: View }) => (
  <Section id="connect" title="Connect an assistant">
    <p>
      An assistant on this computer that speaks MCP can read and write your records. In the folder you cloned, this
      prints what the common ones need:
    </p>
    <p>
      <code>npm run --silent cairn -- mcp install</code>
    </p>
    <p>One that connects by address takes this one, while Cairn is open:</p>
    <p>
      <code>{view.origin}/mcp</code>
    </p>
  </Section>
)

const AssistantsForm = ({ view }: { view: View }) => (
  <Section id="assistants" title="What assistants may read">
    <p>
      What an assistant reads, its maker may see. These stay closed to every assistant unless you open them by name.
    </p>
    <Form do="settings.set" from="/more/settings" next="/more/settings" failed={view.failed} id="assistants-form">
      <CheckRow
        name="opened"
        legend="Open to assistants"
        values={view.settings.opened}
        options={[
          { value: 'people', label: 'People' },
          { value: 'talks', label: 'Talks' },
          { value: 'feedback', label: 'Feedback' },
          { value: 'notes', label: 'Private notes' },
          { value: 'signals', label: 'Signals' },
        ]}
      />
      <Submit kind="plain">Save</Submit>
    </Form>
  </Section>
)

export const settingsPages: Page[] = [settingsPage]
