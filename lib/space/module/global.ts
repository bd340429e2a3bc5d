/** What a module's script assigns the module's exports to. */
export const SPACE_GLOBAL = 'spotnasSpace';
