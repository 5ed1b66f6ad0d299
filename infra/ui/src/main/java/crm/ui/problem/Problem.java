package crm.ui.problem;

import crm.ui.Page;
import org.jspecify.annotations.Nullable;

/**
 * What a person is told when a page cannot be shown: the HTTP status, the words, and the trace id by which the cause is
 * found in the logs (shown for 5xx only).
 */
public record Problem(
        int status, String title, String detail, @Nullable String trace) {

    /** The words for a status; {@code detail} replaces the usual explanation when it is given. */
    public static Problem of(int status, @Nullable String detail, @Nullable String trace) {
        String title = switch (status) {
            case 400 -> "Непонятный запрос";
            case 401 -> "Нужно войти";
            case 403 -> "Нет доступа";
            case 404 -> "Такой страницы нет";
            case 405, 415 -> "Так не получится";
            case 409, 412 -> "Карточку уже изменили";
            case 413 -> "Слишком большой файл";
            case 429 -> "Слишком часто";
            case 502, 503, 504 -> "Временно недоступно";
            default -> status < 500 ? "Не получилось" : "Ошибка на нашей стороне";
        };
        String usual = switch (status) {
            case 400, 405, 415 -> "Вернитесь назад и повторите. Если не поможет, расскажите, что вы делали.";
            case 401 -> "Сеанс закончился. Войдите ещё раз: страница откроется на том же месте.";
            case 403 -> "Ваша роль не открывает эту страницу. Если она нужна для работы, попросите руководителя.";
            case 404 -> "Возможно, адрес с ошибкой, карточку объединили с другой или она вам не видна.";
            case 409, 412 -> "Обновите страницу: кто-то изменил то же самое раньше вас.";
            case 413 -> "Файл до 50 МБ, остальное до 1 МБ.";
            case 429 -> "Подождите минуту и повторите.";
            case 502, 503, 504 -> "Эта часть системы сейчас не отвечает, остальные работают. Попробуйте через минуту.";
            default ->
                status < 500
                        ? "Вернитесь назад и повторите."
                        : "Мы уже знаем об этом. Повторите позже или назовите код ниже тому, кто поддерживает систему.";
        };
        return new Problem(
                status, title, detail == null || detail.isBlank() ? usual : detail, status >= 500 ? trace : null);
    }

    /** The frame it is shown in. */
    public Page page() {
        return Page.of(title, null);
    }

    /** The icon of the page. */
    public String icon() {
        return switch (status) {
            case 401, 403 -> "lock";
            case 404 -> "search";
            case 502, 503, 504 -> "plug-connected-x";
            default -> "alert-circle";
        };
    }
}
