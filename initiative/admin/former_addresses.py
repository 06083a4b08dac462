"""Former addresses in the administration: the website writes them, staff may remove them."""

from django.contrib import admin

from initiative.editorial_admin import ExportMixin
from initiative.former_addresses import FormerAddress


@admin.register(FormerAddress)
class FormerAddressAdmin(ExportMixin, admin.ModelAdmin):
    list_display = ["old_path", "new_path"]
    search_fields = ["old_path", "new_path"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
