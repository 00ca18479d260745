// Sends the one form of the page that renews a session. Without script there is its button.
document.forms[0]?.requestSubmit();
