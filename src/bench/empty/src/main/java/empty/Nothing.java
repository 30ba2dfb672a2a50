package empty;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** A resource of which there is none. */
@Group("bench.oncall.operate-first.cloud")
@Version("v1")
public class Nothing extends CustomResource<Void, Void> implements Namespaced {}
