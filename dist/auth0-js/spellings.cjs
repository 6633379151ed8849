'use strict';

/**
 * A result as JSON would bring it, each member also in camelCase beside its own spelling, nested
 * ones too; lists stay as they are.
 */
const inBothSpellings = (value) => addCamelCase(JSON.parse(JSON.stringify(value)));
function addCamelCase(value) {
    if (Object(value) !== value || Array.isArray(value))
        return value;
    const members = value;
    const both = Object.keys(members).flatMap((name) => {
        const camelCase = name.replace(/_+(.?)/g, (_, letter) => letter.toUpperCase());
        return [
            [camelCase, addCamelCase(members[camelCase] || members[name])],
            [name, addCamelCase(members[name])],
        ];
    });
    return Object.fromEntries(both);
}

exports.inBothSpellings = inBothSpellings;
