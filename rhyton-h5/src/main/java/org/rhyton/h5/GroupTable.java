package org.rhyton.h5;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes the children of one group: a heap with their names, nodes with up to 8 symbols each (a name, an address), and a
 * B-tree over these nodes, built from the leaves up. Names must come sorted by their bytes.
 *
 * @param tree address of the B-tree
 * @param heap address of the heap of names
 */
record GroupTable(long tree, long heap) {
    /** Half the number of symbols in a node: the superblock says it. */
    static final int LEAF_K = 4;

    /** Half the number of children of a B-tree node: the superblock says it. */
    static final int INTERNAL_K = 16;

    /** HDF5's mark for a heap without free space. */
    private static final long NO_FREE_SPACE = 1;

    /**
     * A node of some level: where it is, and the heap offset of the last name under it. The first key of a tree is the
     * empty name, which the heap has at offset 0.
     */
    private record Node(long address, long lastName) {}

    static GroupTable write(FilePlan plan, Map<String, Long> addresses) {
        LittleEndian names = new LittleEndian().zeros(8);
        List<Node> nodes = writeSymbols(plan, addresses, names);
        int level = 0;
        do {
            nodes = writeLevel(plan, nodes, level++);
        } while (nodes.size() > 1);
        return new GroupTable(nodes.get(0).address, writeNames(plan, names));
    }

    private static List<Node> writeSymbols(FilePlan plan, Map<String, Long> addresses, LittleEndian names) {
        List<Node> nodes = new ArrayList<>();
        List<Map.Entry<String, Long>> children = List.copyOf(addresses.entrySet());
        for (int start = 0; start < children.size(); start += 2 * LEAF_K) {
            List<Map.Entry<String, Long>> part = children.subList(start, Math.min(children.size(), start + 2 * LEAF_K));
            LittleEndian node = new LittleEndian();
            node.ascii("SNOD").u8(1).zeros(1).u16(part.size());
            long lastName = 0;
            for (Map.Entry<String, Long> child : part) {
                lastName = names.length();
                names.bytes(Utf8.bytes(child.getKey())).zeros(1).align();
                node.u64(lastName).u64(child.getValue()).zeros(24);
            }
            // Nodes have their full size, however few symbols there are.
            node.zeros((2 * LEAF_K - part.size()) * 40);
            nodes.add(new Node(plan.add(node.toByteArray()), lastName));
        }
        return nodes;
    }

    /** One level of the B-tree over the nodes below it; an empty group has one empty node. */
    private static List<Node> writeLevel(FilePlan plan, List<Node> below, int level) {
        int width = 2 * INTERNAL_K;
        int size = 24 + width * 16 + 8;
        int count = Math.max(1, Math.ceilDiv(below.size(), width));
        long first = plan.end();
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Node> part = below.subList(i * width, Math.min(below.size(), (i + 1) * width));
            LittleEndian node = new LittleEndian();
            node.ascii("TREE").u8(0).u8(level).u16(part.size());
            node.u64(i == 0 ? Cursor.UNDEFINED : first + (i - 1L) * size);
            node.u64(i == count - 1 ? Cursor.UNDEFINED : first + (i + 1L) * size);
            long lastName = i == 0 ? 0 : below.get(i * width - 1).lastName;
            for (Node child : part) {
                node.u64(lastName).u64(child.address);
                lastName = child.lastName;
            }
            node.u64(lastName);
            node.zeros(size - node.length());
            nodes.add(new Node(plan.add(node.toByteArray()), lastName));
        }
        return nodes;
    }

    private static long writeNames(FilePlan plan, LittleEndian names) {
        long address = plan.end();
        LittleEndian heap = new LittleEndian();
        heap.ascii("HEAP").u8(0).zeros(3).u64(names.length()).u64(NO_FREE_SPACE).u64(address + 32);
        return plan.add(heap.bytes(names.toByteArray()).toByteArray());
    }
}
