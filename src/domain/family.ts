/** What kind of phone asked, as coarse as a report needs it. `apple` is iOS and macOS, whose probes are one and the same. */
export type Family = (typeof FAMILIES)[number];

export const FAMILIES = ['android', 'apple', 'windows', 'other'] as const;

/** First match wins: old Edge names Android's browser too. A stranger writes these: no pattern may look back and forth. */
const USER_AGENTS: readonly (readonly [RegExp, Family])[] = [
  [/Windows|Microsoft NCSI/i, 'windows'],
  [/Android|Dalvik|okhttp/i, 'android'],
  // AOSP's probe says that it is Chrome 60 on desktop Linux (NetworkMonitor's default User-Agent).
  [/^Mozilla\/5\.0 \(X11; Linux x86_64\) \S+ \(KHTML, like Gecko\) Chrome\/60\.0\.3112\.32 /, 'android'],
  [/iPhone|iPad|iPod|Macintosh|CaptiveNetworkSupport|CFNetwork|Darwin/i, 'apple'],
];

/** What a User-Agent tells of the phone, or undefined where it tells nothing. */
export function familyOfUserAgent(userAgent: string): Family | undefined {
  return USER_AGENTS.find(([pattern]) => pattern.test(userAgent))?.[1];
}

/**
 * Whether a page can be read aloud there. In Android's apps, and its sign-in sheet is one, pages have no voice, whatever the phone has
 * (crbug.com/487255); since Android 5 they say `wv`.
 */
export function canSpeak(userAgent: string): boolean {
  return !userAgent.includes('; wv)');
}
