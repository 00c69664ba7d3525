import {
  dropAction,
  finishAction,
  listActions,
  nextOperation,
  restoreAction,
  startAction,
} from '../features/actions/operations.ts'
import { recordAgreement, showAgreement } from '../features/agreement/operations.ts'
import { chooseCase, editCase, exportCase, showCase } from '../features/case/operations.ts'
import { traceCase } from '../features/case/trace.ts'
import { exportCorrections } from '../features/coach/corrections.ts'
import { readWithCoach } from '../features/coach/operations.ts'
import { setCycle, showCycle } from '../features/cycle/operations.ts'
import { backupArchive, listKeptCopies, restoreArchive } from '../features/data/copies.ts'
import { exportArchive, importArchive, listActivity, undoActivity, verifyArchive } from '../features/data/operations.ts'
import { decodeStall } from '../features/decode/operations.ts'
import { clearDemo, loadDemo } from '../features/demo/operations.ts'
import {
  concludeDiscovery,
  editConversation,
  listConversations,
  logConversation,
  removeConversation,
  reopenDiscovery,
} from '../features/discovery/operations.ts'
import { exportDocument } from '../features/document/export.ts'
import { finishDocument } from '../features/document/finish.ts'
import {
  editDocument,
  listDocuments,
  listTemplates,
  removeDocument,
  restoreDocument,
  showDocument,
  startDocument,
} from '../features/document/operations.ts'
import { attachEvidence, detachEvidence } from '../features/evidence/attach.ts'
import { formerEvidence, migrateEvidence } from '../features/evidence/carry.ts'
import {
  captureEvidence,
  editEvidence,
  listEvidenceOperation,
  removeEvidence,
  restoreEvidence,
  showEvidence,
} from '../features/evidence/operations.ts'
import { confirmEvidence } from '../features/evidence/said.ts'
import { compareFrameworks } from '../features/framework/compare.ts'
import { importFramework } from '../features/framework/import.ts'
import { listFrameworks, showFramework } from '../features/framework/operations.ts'
import {
  adoptFramework,
  diffFramework,
  editFramework,
  exportFramework,
  removeFramework,
} from '../features/framework/versions.ts'
import { importInbox, progressOfInbox, stopInbox } from '../features/inbox/bringing-in.ts'
import { approveInbox, dismissInbox } from '../features/inbox/deciding.ts'
import { editProposal, listInbox } from '../features/inbox/operations.ts'
import { recordInitiative, showChain } from '../features/initiative/chain.ts'
import { listDecisions, revisitDecision } from '../features/initiative/decisions.ts'
import {
  declineInitiative,
  editInitiative,
  launchInitiative,
  listInitiativesOperation,
  reviewInitiative,
  showInitiative,
  startInitiative,
} from '../features/initiative/operations.ts'
import { showTimeline } from '../features/initiative/timeline.ts'
import { defineMetric, recordMetric, removeMetric, showMetric } from '../features/metric/operations.ts'
import { editReading, removeReading, showReading } from '../features/metric/readings.ts'
import { addPeople, listPeople, removePeople, touchPeople } from '../features/people/operations.ts'
import { setProfile, showProfile } from '../features/profile/operations.ts'
import { keepQuiz, listHints, scoreQuiz, showQuiz, takeHint } from '../features/quiz/operations.ts'
import { showAlignment } from '../features/rating/alignment.ts'
import { askForRating, cancelRequest, listRequests, showRequest, withdrawAnswer } from '../features/rating/ask.ts'
import { migrateRating, waitingRatings } from '../features/rating/migrate.ts'
import { giveRating, listRatings } from '../features/rating/operations.ts'
import { receiveRating } from '../features/rating/receive.ts'
import { showAudit } from '../features/readiness/audit.ts'
import { showHistory } from '../features/readiness/history-operation.ts'
import { showReadiness } from '../features/readiness/operations.ts'
import { whatIf } from '../features/readiness/what-if.ts'
import { recordResearch, showResearch } from '../features/research/operations.ts'
import { findAnything } from '../features/search/operations.ts'
import { dismissQuestion, setSettings, showSettings } from '../features/settings/operations.ts'
import {
  checkSignalsOperation,
  dismissSignal,
  hearStall,
  readOpening,
  recallSignal,
} from '../features/signals/operations.ts'
import { answerLines, answerStart, markStart, pasteNotes, showStart, takeRole } from '../features/start/operations.ts'
import { listTalks, recordTalk } from '../features/talk/operations.ts'
import { showToday } from '../features/today/operations.ts'
import { draftUpdate } from '../features/update/operations.ts'
import type { AnyOperation } from '../platform/operation.ts'

/** Everything a person can do. API, OpenAPI, CLI, MCP and forms are derived from this list. */
export const operations: readonly AnyOperation[] = [
  setProfile,
  showProfile,
  listFrameworks,
  showFramework,
  importFramework,
  adoptFramework,
  editFramework,
  diffFramework,
  compareFrameworks,
  exportFramework,
  removeFramework,
  showToday,
  nextOperation,
  startAction,
  finishAction,
  dropAction,
  restoreAction,
  listActions,
  showStart,
  takeRole,
  pasteNotes,
  answerLines,
  answerStart,
  markStart,
  readWithCoach,
  dismissQuestion,
  exportCorrections,
  captureEvidence,
  confirmEvidence,
  formerEvidence,
  migrateEvidence,
  listEvidenceOperation,
  showEvidence,
  editEvidence,
  removeEvidence,
  restoreEvidence,
  attachEvidence,
  detachEvidence,
  findAnything,
  importInbox,
  progressOfInbox,
  stopInbox,
  listInbox,
  editProposal,
  approveInbox,
  dismissInbox,
  startInitiative,
  editInitiative,
  listInitiativesOperation,
  showInitiative,
  launchInitiative,
  reviewInitiative,
  declineInitiative,
  recordInitiative,
  showChain,
  showTimeline,
  listDecisions,
  revisitDecision,
  listTemplates,
  startDocument,
  editDocument,
  showDocument,
  listDocuments,
  finishDocument,
  exportDocument,
  removeDocument,
  restoreDocument,
  defineMetric,
  recordMetric,
  showMetric,
  removeMetric,
  showReading,
  editReading,
  removeReading,
  giveRating,
  listRatings,
  askForRating,
  listRequests,
  showRequest,
  receiveRating,
  cancelRequest,
  withdrawAnswer,
  showAlignment,
  waitingRatings,
  migrateRating,
  showAudit,
  showReadiness,
  showHistory,
  whatIf,
  recordAgreement,
  showAgreement,
  decodeStall,
  checkSignalsOperation,
  dismissSignal,
  recallSignal,
  hearStall,
  readOpening,
  draftUpdate,
  showQuiz,
  scoreQuiz,
  keepQuiz,
  listHints,
  takeHint,
  logConversation,
  listConversations,
  editConversation,
  removeConversation,
  concludeDiscovery,
  reopenDiscovery,
  recordResearch,
  showResearch,
  addPeople,
  listPeople,
  removePeople,
  touchPeople,
  setCycle,
  showCycle,
  recordTalk,
  listTalks,
  showCase,
  exportCase,
  editCase,
  chooseCase,
  traceCase,
  exportArchive,
  importArchive,
  verifyArchive,
  backupArchive,
  listKeptCopies,
  restoreArchive,
  listActivity,
  undoActivity,
  showSettings,
  setSettings,
  loadDemo,
  clearDemo,
]
