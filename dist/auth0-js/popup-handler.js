/** Opens a window of its own, blank, in the middle of this one. Null: the browser refused it. */
function openPopupWindow(position, url = '') {
    const { width: w, height: h, left: x, top: y } = position ?? {};
    const width = w || 500;
    const height = h || 600;
    const left = x || screenX + (outerWidth - width) / 2;
    const top = y || screenY + (outerHeight - height) / 2;
    return open(url, '_blank', `width=${width},height=${height},left=${left},top=${top}`);
}

export { openPopupWindow };
