/** The logo: three stones. Beside the word “Cairn” it says nothing of its own. */
export const Mark = () => (
  <svg class="mark" width="26" height="26" viewBox="0 0 26 26" aria-hidden="true" focusable="false">
    <path
      class="mark-1"
      d="M2 21.6c.1-2.6 3.6-3.5 8.2-3.5 6.2 0 13.7.4 13.8 3.7.1 2.7-4.7 2.9-10.6 2.9C7.5 24.7 1.9 24.6 2 21.6Z"
    />
    <path class="mark-2" d="M5 14c.3-2.3 3-3 6.8-3 5 0 9.1.7 9.2 3.3.1 2.5-3.6 2.7-7.7 2.7C9 17 4.7 16.6 5 14Z" />
    <path
      class="mark-3"
      d="M8.6 7.2c.2-2.3 2.2-3.1 4.6-3.1 2.7 0 4.8 1 4.8 3.1 0 2.3-2.1 2.7-4.9 2.7-2.7 0-4.7-.5-4.5-2.7Z"
    />
  </svg>
)
