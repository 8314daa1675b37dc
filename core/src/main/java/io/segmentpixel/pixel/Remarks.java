package io.segmentpixel.pixel;

import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Remarks in their order; one that repeats the one before it is said once. */
final class Remarks extends AbstractCollection<String> {
    private final List<String> remarks = new ArrayList<>();

    @Override
    public boolean add(String remark) {
        boolean isSaid = !remarks.isEmpty() && remarks.get(remarks.size() - 1).equals(remark);
        return !isSaid && remarks.add(remark);
    }

    @Override
    public Iterator<String> iterator() {
        return remarks.iterator();
    }

    @Override
    public int size() {
        return remarks.size();
    }
}
