from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='document',
            name='kind',
            field=models.CharField(choices=[('minutes', 'Протокол'), ('decision', 'Решение'), ('conclusion', 'Заключение'), ('receipt', 'Расписка'), ('notice', 'Уведомление'), ('announcement', 'Объявление'), ('extract', 'Выписка из протокола'), ('agreement', 'Соглашение'), ('certificate', 'Свидетельство'), ('diploma', 'Диплом'), ('edition', 'Редакция протокола'), ('sheet', 'Лист'), ('act', 'Акт'), ('order', 'Распоряжение'), ('schedule', 'План-график'), ('report', 'Отчёт'), ('statement', 'Справка'), ('ruling', 'Определение'), ('inventory', 'Опись'), ('programme', 'Программа'), ('summary', 'Свод предложений'), ('passport', 'Паспорт')], max_length=20, verbose_name='вид'),
        ),
    ]
