/**
 * Opens a window of its own, blank, in the middle of this one if the app says nothing else. Null:
 * the browser refused it.
 */
function openPopupWindow(position, url = '') {
    const width = position?.width || 500;
    const height = position?.height || 600;
    const left = screenX + (outerWidth - width) / 2;
    const top = screenY + (outerHeight - height) / 2;
    const features = Object.entries({ width, height, left, top, ...position });
    const given = features.filter(([, value]) => value !== undefined);
    return open(url, '_blank', given.map((feature) => feature.join('=')).join());
}

export { openPopupWindow };
