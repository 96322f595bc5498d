package io.scapula.filter;

import io.scapula.field.EventNumber;
import java.util.List;

/**
 * A comparison of one of the event's numbers with constants.
 *
 * @param number what is compared; the comparison is false for events that have none
 * @param ranges true if the number is in any of them
 */
public record NumberTest(EventNumber number, List<NumberRange> ranges) {
    public NumberTest {
        ranges = List.copyOf(ranges);
    }
}
