package crm.platform.list;

import java.util.Objects;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Maps the methods of a handler below an address that only the running service knows: each list has handlers of its own, which
 * annotations cannot say.
 */
final class ListMappings {
    private final RequestMappingHandlerMapping mappings;

    ListMappings(RequestMappingHandlerMapping mappings) {
        this.mappings = mappings;
    }

    void map(String address, Object handler) {
        MethodIntrospector.selectMethods(handler.getClass(), (MethodIntrospector.MetadataLookup<RequestMapping>)
                        method -> AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class))
                .forEach((method, mapping) -> mappings.registerMapping(
                        RequestMappingInfo.paths(address
                                        + Objects.requireNonNull(mapping).path()[0])
                                .methods(mapping.method())
                                .options(mappings.getBuilderConfiguration())
                                .build(),
                        handler,
                        method));
    }
}
