const FOLDER = 'etc/checkpoint-portal';

/** What the technician writes; all of these are seen from the root. */
export const CONFIG = `${FOLDER}/checkpoint.toml`;
/** The config that the programs run with: who edits the other in place finds the one before here. */
export const APPLIED = `${FOLDER}/system/checkpoint.toml`;
export const PREVIOUS = `${CONFIG}.previous`;
export const REFUSED = `${CONFIG}.refused`;
/** The old files, while new ones are put in their place: an apply that was cut off goes on from these. */
export const JOURNAL = `${FOLDER}/system/before.json`;
