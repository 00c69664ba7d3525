import { addCopyButtons } from '../ui/shell/copy.ts'
import '../features/quiz/quiz.client.ts'

addCopyButtons()
