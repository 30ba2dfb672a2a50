package io.operatefirst.oncall.feed;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributesBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.Granted;
import java.util.Map;

/** Who may see the rotation {@code sre} of a namespace from outside: by its key, or by a token. */
public record Visitors(KubernetesClient client, String namespace) {

  /** Of the length that a key must have. */
  public static final String KEY = "0123456789abcdef0123456789abcdef";

  /** What a rotation says of the Secret in which its key is. */
  public static final String FEED = "  feed: {keySecret: {name: feed, key: key}}\n";

  /** Its team gives out a key, or exchanges it. */
  public void giveOut(String key) {
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("feed")
                .withNamespace(namespace)
                .endMetadata()
                .withStringData(Map.of("key", key))
                .build())
        .createOr(NonDeletingOperation::update);
  }

  /** The token of somebody new. */
  public String tokenOf(String account) {
    return ApiServer.running().tokenOfNew(account, namespace);
  }

  /** Somebody may get some rotations, whether they are there or not. */
  public void allow(String account, String... rotations) {
    client
        .resource(
            new RoleBuilder()
                .withNewMetadata()
                .withName(account)
                .withNamespace(namespace)
                .endMetadata()
                .addNewRule()
                .withApiGroups("oncall.operate-first.cloud")
                .withResources("oncallrotations")
                .withResourceNames(rotations)
                .withVerbs("get")
                .endRule()
                .build())
        .create();
    client
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withName(account)
                .withNamespace(namespace)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", account)
                .addNewSubject("", "ServiceAccount", account, namespace)
                .build())
        .create();
    for (String rotation : rotations) {
      Granted.to(
          client,
          namespace,
          account,
          new ResourceAttributesBuilder()
              .withNamespace(namespace)
              .withGroup("oncall.operate-first.cloud")
              .withResource("oncallrotations")
              .withName(rotation)
              .withVerb("get")
              .build());
    }
  }
}
