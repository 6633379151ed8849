// The tenant sends people here who have just pressed its own logout: asking again would be one
// question too many.
document.querySelector('button[name=logout]').click()
