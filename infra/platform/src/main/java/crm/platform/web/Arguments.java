package crm.platform.web;

import crm.platform.security.By;
import crm.platform.security.CurrentBy;
import crm.platform.store.Expected;
import crm.platform.store.RequestKey;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives controllers who asks ({@link By}), the {@link RequestKey}, the {@link Expected} version and the {@link Query}. */
final class Arguments implements HandlerMethodArgumentResolver {
    private static final Set<Class<?>> TYPES = Set.of(By.class, RequestKey.class, Expected.class, Query.class);

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return TYPES.contains(parameter.getParameterType());
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest request = web.getNativeRequest(HttpServletRequest.class);
        Class<?> type = parameter.getParameterType();
        if (type == By.class) {
            return CurrentBy.get();
        }
        if (type == RequestKey.class) {
            return RequestKeys.of(request, CurrentBy.get());
        }
        if (type == Expected.class) {
            return expected(request.getHeader("If-Match"));
        }
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> parameters.put(name, Arrays.asList(values)));
        return new Query(parameters);
    }

    private static Expected expected(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return Expected.ANY;
        }
        try {
            return new Expected(Arrays.stream(ifMatch.split(","))
                    .map(tag -> tag.strip().replaceFirst("^W/", ""))
                    .map(tag -> tag.length() > 1 && tag.startsWith("\"") && tag.endsWith("\"")
                            ? tag.substring(1, tag.length() - 1)
                            : tag)
                    .map(Long::valueOf)
                    .collect(Collectors.toSet()));
        } catch (NumberFormatException notAVersion) {
            // a tag that is none of ours matches nothing
            return new Expected(Set.of());
        }
    }
}
