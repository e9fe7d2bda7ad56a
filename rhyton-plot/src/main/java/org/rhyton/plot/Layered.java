package org.rhyton.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Places the boxes of a directed acyclic graph in rows so that edges lead down, cross little and bend little (Sugiyama,
 * Tagawa, Toda 1981): rows by the longest way from a start; invisible boxes where an edge passes a row; the order within
 * rows by the means of neighbours; then the least squares of what boxes want and the gaps between them allow.
 *
 * @param boxes the boxes, in the order given
 * @param edges for each edge the points that it passes, from the bottom of a box to the top of another
 * @param width of all
 * @param height of all
 */
record Layered(List<Box> boxes, List<List<Point>> edges, double width, double height) {
    private static final double GAP_X = 24;
    private static final double GAP_Y = 30;

    /** What an edge passing a row takes. */
    private static final double PASSING = 10;

    private static final int SWEEPS = 24;

    /** A box's top left and width. */
    record Box(double x, double y, double width) {}

    record Point(double x, double y) {}

    /**
     * @param widths of the boxes
     * @param sources for each box those that lead to it, which come before it
     */
    static Layered of(List<Double> widths, List<List<Integer>> sources, double boxHeight) {
        return new Layout(widths, sources, boxHeight).result();
    }

    /** A box, or the place where an edge passes a row. */
    private static final class Item {
        final int row;
        final double width;
        final List<Item> above = new ArrayList<>();
        final List<Item> below = new ArrayList<>();
        double middle;

        Item(int row, double width) {
            this.row = row;
            this.width = width;
        }
    }

    private static final class Layout {
        private final double boxHeight;
        private final List<Item> boxes = new ArrayList<>();
        private final List<List<Item>> chains = new ArrayList<>();
        private final List<List<Item>> rows = new ArrayList<>();

        Layout(List<Double> widths, List<List<Integer>> sources, double boxHeight) {
            this.boxHeight = boxHeight;
            for (int i = 0; i < widths.size(); i++) {
                List<Item> from = sources.get(i).stream().map(boxes::get).toList();
                int row = from.stream().mapToInt(item -> item.row + 1).max().orElse(0);
                Item box = add(new Item(row, widths.get(i)));
                boxes.add(box);
                from.forEach(item -> connect(item, box));
            }
        }

        private Item add(Item item) {
            while (rows.size() <= item.row) rows.add(new ArrayList<>());
            rows.get(item.row).add(item);
            return item;
        }

        private void connect(Item from, Item to) {
            List<Item> chain = new ArrayList<>(List.of(from));
            for (int row = from.row + 1; row < to.row; row++) chain.add(add(new Item(row, PASSING)));
            chain.add(to);
            for (int i = 1; i < chain.size(); i++) {
                chain.get(i - 1).below.add(chain.get(i));
                chain.get(i).above.add(chain.get(i - 1));
            }
            chains.add(chain);
        }

        Layered result() {
            order();
            for (int sweep = 0; sweep < SWEEPS; sweep++) {
                boolean down = sweep % 2 == 0;
                for (List<Item> row : down ? rows : rows.reversed()) place(row, down);
            }
            for (List<Item> row : rows) place(row, true);
            double left = rows.stream()
                    .flatMap(List::stream)
                    .mapToDouble(item -> item.middle - item.width / 2)
                    .min()
                    .orElse(0);
            rows.forEach(row -> row.forEach(item -> item.middle -= left));
            double width = rows.stream()
                    .flatMap(List::stream)
                    .mapToDouble(item -> item.middle + item.width / 2)
                    .max()
                    .orElse(0);
            double height = rows.size() * (boxHeight + GAP_Y) - GAP_Y;
            return new Layered(
                    boxes.stream().map(this::box).toList(),
                    chains.stream().map(this::points).toList(),
                    width,
                    height);
        }

        // ---- order within rows

        private void order() {
            List<List<Item>> best = copy();
            long fewest = crossings();
            for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
                boolean down = sweep % 2 == 0;
                for (List<Item> row : down ? rows : rows.reversed()) {
                    number();
                    row.sort(Comparator.comparingDouble((Item item) -> meanOf(down ? item.above : item.below, item)));
                }
                long found = crossings();
                if (found < fewest) {
                    fewest = found;
                    best = copy();
                }
            }
            for (int i = 0; i < rows.size(); i++) rows.set(i, best.get(i));
        }

        private List<List<Item>> copy() {
            return rows.stream().map(row -> (List<Item>) new ArrayList<>(row)).toList();
        }

        /** Makes the places in the rows the boxes' middles. */
        private void number() {
            for (List<Item> row : rows) for (int i = 0; i < row.size(); i++) row.get(i).middle = i;
        }

        private static double meanOf(List<Item> neighbours, Item item) {
            return neighbours.stream()
                    .mapToDouble(each -> each.middle)
                    .average()
                    .orElse(item.middle);
        }

        private long crossings() {
            number();
            long count = 0;
            for (List<Item> row : rows) {
                for (int i = 0; i < row.size(); i++) {
                    for (int j = i + 1; j < row.size(); j++) count += crossings(row.get(i), row.get(j));
                }
            }
            return count;
        }

        private static long crossings(Item left, Item right) {
            return left.below.stream()
                    .mapToLong(a -> right.below.stream()
                            .filter(b -> b.middle < a.middle)
                            .count())
                    .sum();
        }

        // ---- places

        /** Brings each item as near to the mean of its neighbours as order and gaps allow. */
        private static void place(List<Item> row, boolean down) {
            int n = row.size();
            double[] offsets = new double[n];
            for (int i = 1; i < n; i++) {
                offsets[i] = offsets[i - 1] + row.get(i - 1).width / 2 + GAP_X + row.get(i).width / 2;
            }
            double[] wanted = IntStream.range(0, n)
                    .mapToDouble(i -> meanOf(down ? row.get(i).above : row.get(i).below, row.get(i)) - offsets[i])
                    .toArray();
            double[] placed = ascending(wanted);
            for (int i = 0; i < n; i++) row.get(i).middle = placed[i] + offsets[i];
        }

        /** The ascending numbers nearest to the given ones: neighbours out of order are pooled to their mean. */
        static double[] ascending(double[] wanted) {
            double[] means = new double[wanted.length];
            int[] sizes = new int[wanted.length];
            int pools = 0;
            for (double value : wanted) {
                means[pools] = value;
                sizes[pools++] = 1;
                while (pools > 1 && means[pools - 2] > means[pools - 1]) {
                    pools--;
                    int size = sizes[pools - 1] + sizes[pools];
                    means[pools - 1] = (means[pools - 1] * sizes[pools - 1] + means[pools] * sizes[pools]) / size;
                    sizes[pools - 1] = size;
                }
            }
            double[] result = new double[wanted.length];
            int at = 0;
            for (int pool = 0; pool < pools; pool++) for (int i = 0; i < sizes[pool]; i++) result[at++] = means[pool];
            return result;
        }

        private double top(Item item) {
            return item.row * (boxHeight + GAP_Y);
        }

        private Box box(Item item) {
            return new Box(item.middle - item.width / 2, top(item), item.width);
        }

        /** An edge leaves a box below, passes rows straight down, and enters the next box above. */
        private List<Point> points(List<Item> chain) {
            List<Point> points = new ArrayList<>();
            points.add(new Point(chain.getFirst().middle, top(chain.getFirst()) + boxHeight));
            for (Item passing : chain.subList(1, chain.size() - 1)) {
                points.add(new Point(passing.middle, top(passing)));
                points.add(new Point(passing.middle, top(passing) + boxHeight));
            }
            points.add(new Point(entry(chain), top(chain.getLast())));
            return points;
        }

        /** Edges into one box end side by side, in the order in which they come. */
        private double entry(List<Item> chain) {
            Item to = chain.getLast();
            List<Item> from = to.above.stream()
                    .sorted(Comparator.comparingDouble((Item item) -> item.middle))
                    .toList();
            int place = from.indexOf(chain.get(chain.size() - 2));
            double spread = Math.min(to.width * 0.6, (from.size() - 1) * 28.0);
            return from.size() == 1 ? to.middle : to.middle + spread * (place / (from.size() - 1.0) - 0.5);
        }
    }
}
