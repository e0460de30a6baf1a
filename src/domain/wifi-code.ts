/**
 * What a QR code says that makes a phone join an open WiFi, as the cameras of Android and iPhone read it. What the format itself
 * uses is escaped. Not put into quotes, as some write of names that look like hexadecimal: Android would take them for a part of
 * the name.
 */
export function wifiCode(ssid: string): string {
  return `WIFI:T:nopass;S:${ssid.replace(/[\\;,:"]/g, '\\$&')};;`;
}
