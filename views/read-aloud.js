/* Comfort only: a phone that can speak gets a button that reads the first card. Chrome 60's and iOS 11's JavaScript, in one try. */
try {
  (() => {
    var speech = window.speechSynthesis;
    var button = document.querySelector('.read');
    if (!speech || !window.SpeechSynthesisUtterance || !button) return;
    var page = document.documentElement.lang;
    function speaks(voice) {
      return voice.lang.toLowerCase().indexOf(page) === 0;
    }
    function offer() {
      button.hidden = !speech.getVoices().some(speaks);
    }
    function say(isReading) {
      button.setAttribute('aria-pressed', String(isReading));
    }
    button.onclick = () => {
      var isReading = button.getAttribute('aria-pressed') === 'true';
      speech.cancel();
      say(!isReading);
      if (isReading) return;
      var words = new SpeechSynthesisUtterance(
        document.querySelector('.first').innerText.replace(button.innerText, ''),
      );
      words.lang = page;
      words.rate = 0.9;
      words.onend = words.onerror = () => {
        say(false);
      };
      speech.speak(words);
    };
    if (speech.addEventListener) speech.addEventListener('voiceschanged', offer);
    offer();
  })();
} catch (_) {}
