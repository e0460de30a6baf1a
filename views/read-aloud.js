/* Comfort only: a phone that can speak gets a button that reads the first card. A module (Chrome 61, iOS 11): it waits until the page stands. */
const speech = window.speechSynthesis;
const button = document.querySelector('.read');
const page = document.documentElement.lang;

function speaks(voice) {
  return voice.lang.toLowerCase().indexOf(page) === 0;
}

function offer() {
  button.hidden = !speech.getVoices().some(speaks);
}

function say(isReading) {
  button.setAttribute('aria-pressed', String(isReading));
}

function read() {
  const isReading = button.getAttribute('aria-pressed') === 'true';
  speech.cancel();
  say(!isReading);
  if (isReading) return;
  const words = new SpeechSynthesisUtterance(
    document.querySelector('.first').innerText.replace(button.innerText, ''),
  );
  words.lang = page;
  words.rate = 0.9;
  words.onend = words.onerror = () => {
    say(false);
  };
  speech.speak(words);
}

if (speech && window.SpeechSynthesisUtterance && button) {
  button.onclick = read;
  if (speech.addEventListener) speech.addEventListener('voiceschanged', offer);
  offer();
}
