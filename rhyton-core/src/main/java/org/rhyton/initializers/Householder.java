package org.rhyton.initializers;

/** QR decomposition by Householder's reflections (Golub, Van Loan: <i>Matrix Computations</i>, 5.2), row by row. */
final class Householder {
    private Householder() {}

    /**
     * The matrix Q of the decomposition A = QR in which R has no negative number in its diagonal; of normally distributed
     * A it is uniformly distributed.
     *
     * @param matrix A, row after row; overwritten
     * @param rows at least as many as columns
     */
    static double[] orthonormalColumns(double[] matrix, int rows, int columns) {
        double[][] reflectors = new double[columns][];
        double[] signs = new double[columns];
        for (int k = 0; k < columns; k++) {
            double[] v = column(matrix, rows, columns, k);
            double length = norm(v);
            double head = v[0];
            // R's diagonal becomes −sign(head) length; the sign is chosen so that v loses no digits.
            signs[k] = head >= 0 ? -1 : 1;
            v[0] = head + (head >= 0 ? length : -length);
            normalize(v);
            reflectors[k] = v;
            reflect(matrix, rows, columns, k, v);
        }
        double[] q = new double[rows * columns];
        for (int k = 0; k < columns; k++) q[k * columns + k] = signs[k];
        for (int k = columns - 1; k >= 0; k--) reflect(q, rows, columns, k, reflectors[k]);
        return q;
    }

    /** The part of column k from row k down. */
    private static double[] column(double[] matrix, int rows, int columns, int k) {
        double[] v = new double[rows - k];
        for (int row = k; row < rows; row++) v[row - k] = matrix[row * columns + k];
        return v;
    }

    /** Subtracts 2 v vᵀ A from A, in the rows and columns from k on. */
    private static void reflect(double[] matrix, int rows, int columns, int k, double[] v) {
        double[] products = new double[columns];
        for (int row = k; row < rows; row++) {
            double factor = v[row - k];
            for (int c = k, at = row * columns + k; c < columns; c++, at++) products[c] += factor * matrix[at];
        }
        for (int row = k; row < rows; row++) {
            double factor = 2 * v[row - k];
            for (int c = k, at = row * columns + k; c < columns; c++, at++) matrix[at] -= factor * products[c];
        }
    }

    private static double norm(double[] v) {
        double sum = 0;
        for (double element : v) sum += element * element;
        return Math.sqrt(sum);
    }

    /** A column of zeros has no direction and reflects nothing. */
    private static void normalize(double[] v) {
        double length = norm(v);
        if (length == 0) return;
        for (int i = 0; i < v.length; i++) v[i] /= length;
    }
}
