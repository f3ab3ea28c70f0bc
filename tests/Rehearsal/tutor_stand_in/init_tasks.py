"""The first tasks of a platform, in Tutor's order: who owns a task, in which service it runs, and its script, a template."""

MYSQL = (
    'mysql --user={{ MYSQL_ROOT_USERNAME }} --password="{{ MYSQL_ROOT_PASSWORD }}" '
    "--host={{ MYSQL_HOST }} --port={{ MYSQL_PORT }} --execute="
)
TASKS = (
    ("lms", "lms", 'echo "Nothing is mounted over the platform."'),
    ("mysql", "mysql", f"""\
{MYSQL}"CREATE DATABASE IF NOT EXISTS {{{{ OPENEDX_MYSQL_DATABASE }}}}"
{MYSQL}"CREATE USER IF NOT EXISTS '{{{{ OPENEDX_MYSQL_USERNAME }}}}'"
{MYSQL}"ALTER USER '{{{{ OPENEDX_MYSQL_USERNAME }}}}' IDENTIFIED BY '{{{{ OPENEDX_MYSQL_PASSWORD }}}}'"
{MYSQL}"GRANT ALL ON {{{{ OPENEDX_MYSQL_DATABASE }}}}.* TO '{{{{ OPENEDX_MYSQL_USERNAME }}}}'"
"""),
    ("meilisearch", "lms", """\
python -c "
import meilisearch
meilisearch.Client('{{ MEILISEARCH_URL }}', '{{ MEILISEARCH_MASTER_KEY }}').create_key({'uid': '{{ MEILISEARCH_API_KEY_UID }}'})
"
"""),
    ("lms", "lms", """\
dockerize -wait tcp://{{ MYSQL_HOST }}:{{ MYSQL_PORT }} -wait tcp://{{ MONGODB_HOST }}:{{ MONGODB_PORT }} -timeout 20s
echo "Settings of LMS: $DJANGO_SETTINGS_MODULE"
./manage.py lms migrate
./manage.py lms manage_user cms cms@openedx --unusable-password
./manage.py lms create_dot_application --client-id {{ CMS_OAUTH2_KEY_SSO }} --client-secret {{ CMS_OAUTH2_SECRET }} cms-sso cms
./manage.py lms load_policies
"""),
    ("cms", "cms", """\
dockerize -wait tcp://{{ MYSQL_HOST }}:{{ MYSQL_PORT }} -timeout 20s
echo "Settings of Studio: $DJANGO_SETTINGS_MODULE"
./manage.py cms migrate
./manage.py cms reindex_studio
./manage.py cms load_policies
"""),
    ("indigo", "lms", './manage.py lms shell -c "print(\'The theme of {{ LMS_HOST }} is indigo\')"'),
    ("mfe", "lms", "./manage.py lms waffle_flag --create --everyone learner_home_mfe.enabled"),
)
CORE = ("lms", "mysql", "meilisearch", "cms")


def of(settings, limit):
    """Services and scripts, those of one owner or all; a plugin's only while it is enabled."""
    names = {*CORE, *(plugin.name for plugin in settings.enabled)}
    return [(service, script) for owner, service, script in TASKS if owner in names and limit in (None, owner)]
