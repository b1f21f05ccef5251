package org.example.orders;

import java.util.regex.Pattern;

/** Makes the numbers of the shop, such as 17, those of the ERP, such as W-00017. */
public class OrderNumbers {
    private static final Pattern NUMBER = Pattern.compile("^(\\d{1,5})(?=,)", Pattern.MULTILINE);

    /** The same file with complete numbers. */
    public String complete(String csv) {
        return NUMBER.matcher(csv).replaceAll(found -> "W-%05d".formatted(Integer.valueOf(found.group(1))));
    }
}
