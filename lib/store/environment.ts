/** Where the stores are: `file:<folder>` or `aws:<table>/<bucket>`. */
export const STORE_VARIABLE = 'SPOTNAS_STORE';
