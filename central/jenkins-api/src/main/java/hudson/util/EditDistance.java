package hudson.util;

import java.util.Collection;

public class EditDistance {
    public static int editDistance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int swapped = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(swapped, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }

    public static String findNearest(String key, Collection<String> group) {
        String nearest = null;
        for (String candidate : group) {
            if (nearest == null || editDistance(key, candidate) < editDistance(key, nearest)) {
                nearest = candidate;
            }
        }
        return nearest;
    }
}
