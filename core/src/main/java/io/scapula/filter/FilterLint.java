package io.scapula.filter;

import java.util.List;

/** Looks for constants that were probably meant to be something else. */
final class FilterLint {
    private final FieldBinder fields;
    private final List<FilterWarning> warnings;

    FilterLint(FieldBinder fields, List<FilterWarning> warnings) {
        this.fields = fields;
        this.warnings = warnings;
    }

    void check(Operator operator, Term.Literal constant) {
        String text = constant.text();
        if (operator == Operator.REGEX) {
            checkRegex(constant);
        } else if (looksLikeAField(text) && fields.knows(text)) {
            warn("'" + text + "' is compared as text; to compare with the field, write val(" + text + ")", constant);
        } else if (looksLikeACall(text)) {
            warn("'" + text + "' is compared as text; without quotes it would be a transformer", constant);
        }
    }

    private void checkRegex(Term.Literal constant) {
        String text = constant.text();
        boolean leading = text.startsWith(".*");
        boolean trailing = text.length() > 2 && text.endsWith(".*");
        String core = text.substring(leading ? 2 : 0, text.length() - (trailing ? 2 : 0));
        if (core.isEmpty() || core.chars().anyMatch(unit -> ".*+?()[]{}|^$\\".indexOf(unit) >= 0)) {
            return;
        }
        String operator = leading ? (trailing ? "contains" : "endswith") : trailing ? "startswith" : "=";
        warn("regex '" + text + "' needs no regular expression; '" + operator + " " + core + "' is faster", constant);
    }

    private void warn(String message, Term.Literal constant) {
        warnings.add(new FilterWarning(message, constant.position()));
    }

    private static boolean looksLikeAField(String text) {
        int dot = text.indexOf('.');
        return dot > 0
                && dot < text.length() - 1
                && text.chars()
                        .allMatch(unit -> unit == '.'
                                || unit == '_'
                                || (unit >= 'a' && unit <= 'z')
                                || (unit >= '0' && unit <= '9'));
    }

    private static boolean looksLikeACall(String text) {
        int parenthesis = text.indexOf('(');
        return parenthesis > 0
                && text.endsWith(")")
                && (Transformer.named(text.substring(0, parenthesis)) != null || text.startsWith("val("));
    }
}
